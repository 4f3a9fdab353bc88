"""What becomes of a file that a fix appends to."""


def with_lines(before: str, lines: str) -> str:
    """The text of a file after ``lines`` were appended, without those it has already.

    They begin on a line of their own and end as the file's other lines do.
    """
    line_end = "\r\n" if "\r\n" in before else "\n"
    there = {line.strip() for line in before.splitlines()}
    new = [line for line in dict.fromkeys(lines.splitlines()) if line.strip() not in there]
    if not new:
        return before
    joint = "" if before.endswith("\n") or not before.removeprefix("\ufeff") else line_end
    return before + joint + "".join(f"{line}{line_end}" for line in new)
