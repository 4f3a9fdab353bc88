FROM alpine:3.20
ENV A=1 \

    # about B

    B=2 \


    C=3
RUN env
