FROM alpine
RUN cat > /etc/a.conf <<EOF && cat /etc/a.conf
a = 1
EOF
RUN tee /etc/b.conf <<'EOF' >/dev/null
b = $x
EOF
RUN <<EOF cat >&2
log
EOF
