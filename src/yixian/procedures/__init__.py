"""The declaration language of procedures: frozen data and pure rules, no database."""
