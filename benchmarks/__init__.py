"""What the program needs beside what others need for the same work: `python -m benchmarks` prints a table of ratios."""
