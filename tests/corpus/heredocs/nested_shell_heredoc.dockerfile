FROM alpine
RUN <<OUTER
cat <<INNER > /x
text
INNER
OUTER
RUN true
