FR\
OM alpine:3.20
RU\
N echo hello
ENTRY\
POINT ["/bin/sh"]
