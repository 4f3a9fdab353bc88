FROM alpine
RUN <<EOF
echo done
EOF