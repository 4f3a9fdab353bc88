FROM registry.access.redhat.com/ubi9/ubi-minimal:9.4
LABEL name="example/app" \
      vendor="Example" \
      summary="An app on UBI"
RUN microdnf install -y --nodocs --setopt=install_weak_deps=0 tar gzip \
    && microdnf clean all
COPY --chown=1001:0 app /opt/app-root/
RUN chmod -R g=u /opt/app-root
USER 1001
CMD ["/opt/app-root/app"]
