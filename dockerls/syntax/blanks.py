"""What counts as a blank, in the two ways BuildKit has it."""

# The blanks between a keyword and its arguments, and between plain arguments ([\t\v\f\r ]+ in parser.go).
SEPARATOR = "\t\v\f\r "

_WIDE = "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"

# Go's unicode.IsSpace, with which BuildKit trims lines and ends words.
SPACE = f"{SEPARATOR}\n{_WIDE}"
