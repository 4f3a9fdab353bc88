FROM alpine
RUN <<EOF
echo one
echo two
EOF
COPY <<-CONF /etc/app.conf
	key=value
	CONF
CMD ["app"]
