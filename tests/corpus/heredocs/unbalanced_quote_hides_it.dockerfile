FROM alpine
RUN echo it's <<EOF
RUN echo "open <<EOF
RUN echo ${open <<EOF
RUN echo a\'s <<EOF
body
EOF
