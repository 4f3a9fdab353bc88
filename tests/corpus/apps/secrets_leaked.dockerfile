FROM ubuntu:22.04
ENV AWS_ACCESS_KEY_ID=AKIAEXAMPLEEXAMPLE \
    AWS_SECRET_ACCESS_KEY="not/a/real+secret"
ARG DB_PASSWORD=hunter2
COPY id_rsa /root/.ssh/id_rsa
RUN chmod 600 /root/.ssh/id_rsa && git clone git@example.com:a/b && rm /root/.ssh/id_rsa
RUN curl -k -u admin:${DB_PASSWORD} https://example.com/x -o /x
RUN sudo apt-get install less
