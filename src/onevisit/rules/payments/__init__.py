"""缴费: what a case costs, how an order of several cases lives, who is exempt, and what is given back."""
