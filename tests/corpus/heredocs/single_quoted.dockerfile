FROM alpine
RUN <<'EOF'
echo "$HOME" '$HOME' `id`
EOF
COPY <<'script.sh' /usr/local/bin/
#!/bin/sh
exec "$@"
script.sh
