FROM debian:bookworm-slim
RUN set -eux; \
	groupadd -r db --gid=999; \
# a comment at the margin, as many official images have
	useradd -r -g db --uid=999 --home-dir=/var/lib/db --shell=/bin/bash db; \
	mkdir -p /var/lib/db; \
	chown -R db:db /var/lib/db
ENV GOSU_VERSION 1.17
RUN set -eux; \
	savedAptMark="$(apt-mark showmanual)"; \
	apt-get update; \
	apt-get install -y --no-install-recommends ca-certificates wget; \
	rm -rf /var/lib/apt/lists/*; \
	dpkgArch="$(dpkg --print-architecture | awk -F- '{ print $NF }')"; \
	wget -O /usr/local/bin/gosu "https://example.com/gosu/$GOSU_VERSION/gosu-$dpkgArch"; \
	chmod +x /usr/local/bin/gosu
VOLUME /var/lib/db
COPY docker-entrypoint.sh /usr/local/bin/
ENTRYPOINT ["docker-entrypoint.sh"]
STOPSIGNAL SIGINT
EXPOSE 5432
CMD ["db"]
