"""The text a shell word stands for: quotes and backslashes taken out, variables left as they are written."""


def unquoted(raw: str) -> str:
    if not any(character in raw for character in "'\"\\"):
        return raw
    letters: list[str] = []
    quote = ""
    at = 0
    while at < len(raw):
        character = raw[at]
        if quote == "'":
            if character == "'":
                quote = ""
            else:
                letters.append(character)
        elif character == "\\" and at + 1 < len(raw) and (not quote or raw[at + 1] in '"\\$`'):
            at += 1
            letters.append(raw[at])
        elif character == quote:
            quote = ""
        elif not quote and character in "'\"":
            quote = character
        else:
            letters.append(character)
        at += 1
    return "".join(letters)
