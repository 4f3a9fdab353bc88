FROM alpine
ONBUILD RUN <<EOF
echo trigger
RUN not an instruction
EOF
ONBUILD COPY --chmod=644 <<'conf' /etc/conf
a=1
conf
onbuild add <<-X /x
	y
	X
ONBUILD CMD <<EOF
RUN true
