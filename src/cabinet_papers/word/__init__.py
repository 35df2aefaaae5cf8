"""WordprocessingML as it is written: prose, tables, styles, templates, placeholders."""
