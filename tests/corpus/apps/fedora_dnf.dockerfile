FROM fedora:40 AS build
RUN dnf -y install gcc-c++ make && dnf clean all && rm -rf /var/cache/dnf
WORKDIR /w
COPY Makefile *.cpp ./
RUN make
FROM fedora:40
COPY --from=build /w/tool /usr/bin/
ENTRYPOINT [ "tool" ]
