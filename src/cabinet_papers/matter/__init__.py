"""The facts of a matter: recommendations, answers, plans, prose, names, dates."""
