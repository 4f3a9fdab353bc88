FROM alpine
RUN <<-EOF
	if true; then
		echo yes
	fi
		EOF
COPY <<-"CONF" /etc/x.conf
	a = 1
 CONF
	 CONF
	CONF
