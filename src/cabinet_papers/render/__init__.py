"""From papers to Word documents: what a template sees, the Word it is filled with, and the filling itself."""
