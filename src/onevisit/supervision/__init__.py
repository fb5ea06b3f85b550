"""What heads and the inquiry office look at: figures that open into their cases, ratings, the record's health."""
