FROM alpine
RUN apk update && apk upgrade
RUN apk add bash curl git jq openssh-client \
    python3 py3-pip
RUN ln -s /usr/bin/python3 /usr/bin/python
RUN curl -sSL https://install.example.com/tool.sh | sh
ENTRYPOINT /bin/bash
