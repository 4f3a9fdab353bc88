FROM alpine
RUN cat <<EOF - <<EOF
first
EOF
second
EOF
RUN true
