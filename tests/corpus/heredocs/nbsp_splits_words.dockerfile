FROM alpine
RUN cat <<EOF
body
EOF
RUN cat <<EOF tail
body
EOF
