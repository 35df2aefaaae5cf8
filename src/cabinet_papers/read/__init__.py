"""From what people wrote (YAML, workbooks) to the facts, with a finding for everything that is wrong."""
