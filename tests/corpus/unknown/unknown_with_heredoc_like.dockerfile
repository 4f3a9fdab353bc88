FROM alpine
SCRIPT <<EOF
RUN echo in the open
EOF
