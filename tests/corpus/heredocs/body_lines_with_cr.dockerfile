FROM alpine
RUN <<EOF
one
twothree
EOF
RUN true
