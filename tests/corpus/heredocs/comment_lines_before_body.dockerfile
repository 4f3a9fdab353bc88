FROM alpine
RUN cat <<EOF \
# swallowed comment
    | wc -l
# first body line
EOF
