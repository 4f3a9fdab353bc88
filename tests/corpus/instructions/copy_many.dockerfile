FROM alpine
COPY a b c d /dst/
COPY *.txt file?.md [ab]*.c /dst/
COPY "a b" /c
COPY a\ b /c
COPY . .
COPY ./ /srv
COPY /a
