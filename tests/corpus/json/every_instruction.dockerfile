FROM debian:bookworm-slim
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN ["apt-get", "update"]
COPY ["a file.txt", "b file.txt", "/dst dir/"]
ADD ["https://example.com/x y", "/x"]
VOLUME ["/data", "/var/log"]
ENTRYPOINT ["/usr/bin/app"]
CMD ["--port", "80"]
HEALTHCHECK CMD ["curl", "-f", "http://localhost/"]
