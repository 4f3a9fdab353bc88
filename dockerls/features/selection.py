"""What a selection grows to, step by step: a word, a command, a list of commands, an instruction, a stage, the file."""

from collections.abc import Iterator

from dockerls.document import Document
from dockerls.features.outline import outline
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.variables import references
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Comment
from dockerls.syntax.shell.script import Script
from dockerls.text.span import Span


def selections(document: Document, offset: int) -> tuple[Span, ...]:
    """Spans of the whole text that hold an offset, each inside the next; the last is all of the text."""
    whole = Span(0, len(document.text))
    number = document.piece_at(offset)
    if number is None:
        return (whole,)
    start = document.start_of(number)
    piece = document.file.pieces[number]
    spans = [whole, *(stage.span for stage in outline(document) if stage.children)]
    if isinstance(piece, Comment):
        spans.append(piece.span.shifted(start))
    if isinstance(piece, Instruction):
        spans += (span.shifted(start) for span in _inside(document, number, piece))
    holding = sorted({(len(span), span.start, span.end) for span in spans if span.contains(offset)})
    return tuple(_nested(Span(start, end) for _, start, end in holding))


def _nested(spans: Iterator[Span]) -> Iterator[Span]:
    """The spans without those that cut across a smaller one, as where two meet at the offset."""
    inner: Span | None = None
    for span in spans:
        if inner is None or (span.start <= inner.start and inner.end <= span.end):
            yield span
            inner = span


def _inside(document: Document, number: int, instruction: Instruction) -> Iterator[Span]:
    """Everything of an instruction that can be selected, in no order."""
    holder: Instruction | None = instruction
    while holder is not None:
        yield Span(holder.keyword_span.start, holder.end)
        yield holder.keyword_span
        if holder.value:
            yield holder.value_span
        yield from _arguments(holder)
        for script in scripts_of(holder, document.analysis.results[number].around):
            yield from _shell(script, instruction.text)
        holder = holder.trigger
    for heredoc in instruction.heredocs:
        yield from (heredoc.delimiter, heredoc.body, heredoc.terminator)


def _arguments(instruction: Instruction) -> Iterator[Span]:
    for flag in instruction.flags:
        yield from (flag.span, flag.name_span)
        if flag.value_span:
            yield flag.value_span
    for pair in instruction.pairs:
        yield from (pair.span, pair.key.span)
        if pair.value:
            yield from _quoted(pair.value.span, instruction.text)
    for word in () if instruction.pairs else (*instruction.words, *(instruction.exec_form or ())):
        yield from _quoted(word.span, instruction.text)


def _shell(script: Script, text: str) -> Iterator[Span]:
    yield from (script.span, *script.links)
    for pipeline in script.pipelines:
        yield pipeline.span
    for command in script.commands:
        yield command.span
        for word in (*command.words, *command.assignments):
            yield from _quoted(word.span, text)


def _quoted(span: Span, text: str) -> Iterator[Span]:
    """A word, what is between its quotes, and the variables in it."""
    yield span
    written = span.of(text)
    if len(written) > 1 and written[0] == written[-1] and written[0] in "'\"":
        yield Span(span.start + 1, span.end - 1)
    for reference in references(written):
        yield from (reference.span.shifted(span.start), reference.name_span.shifted(span.start))
