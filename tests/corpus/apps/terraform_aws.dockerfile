FROM hashicorp/terraform:1.9 AS tf
FROM amazon/aws-cli:2.17.0
COPY --from=tf /bin/terraform /usr/local/bin/terraform
RUN yum install -y jq git && yum clean all && rm -rf /var/cache/yum
ENTRYPOINT ["/bin/bash", "-c"]
CMD ["terraform version && aws --version"]
