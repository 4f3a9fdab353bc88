# syntax=docker/dockerfile:1
FROM debian:bookworm-slim
COPY <<app.service <<app.env <<-'app.sh' /opt/app/
[Unit]
Description=App
app.service
MODE=production
# not a comment for us
app.env
	#!/bin/sh
	. /opt/app/app.env
	exec app "$@"
	app.sh
RUN chmod +x /opt/app/app.sh
