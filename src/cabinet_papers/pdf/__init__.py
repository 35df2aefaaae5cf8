"""Documents as PDF, printed by LibreOffice and proven against their document."""
