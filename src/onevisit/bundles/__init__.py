"""一件事: bundles asked for as one: their own stream, the parts that are to come, what each part became."""
