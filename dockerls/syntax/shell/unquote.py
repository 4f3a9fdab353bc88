"""The text a shell word stands for: quotes and backslashes taken out, variables left as they are written."""


def unquoted(raw: str) -> str:
    if "'" not in raw and '"' not in raw and "\\" not in raw:
        return raw
    if raw[0] == raw[-1] and raw[0] in "'\"" and raw.count(raw[0]) == 2 and "\\" not in raw:
        return raw[1:-1]
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
