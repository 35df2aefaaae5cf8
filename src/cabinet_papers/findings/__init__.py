"""What is wrong, where, and how to fix it: the form of a finding, and every code."""
