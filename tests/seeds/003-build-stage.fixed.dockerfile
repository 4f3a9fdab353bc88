FROM ubuntu:26.04 AS build-env
RUN apt-get update && apt-get install --no-install-recommends -y make
COPY . /src
RUN cd /src && make

FROM busybox:1.38
COPY --from=build-env /src/build/app /usr/local/bin/app
EXPOSE 80
ENTRYPOINT ["/usr/local/bin/app"]
