"""The long lessons, as Markdown in both languages. Nothing here is imported before somebody asks for a lesson."""
