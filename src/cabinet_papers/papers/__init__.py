"""Which papers a matter gives, what their templates see, and what must be found in them."""
