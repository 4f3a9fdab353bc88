FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04
ENV DEBIAN_FRONTEND=noninteractive
RUN apt-get update && apt-get install -y python3 python3-pip git-lfs \
    && apt-get clean
RUN pip3 install torch==2.4.0 --index-url https://download.pytorch.org/whl/cu124
RUN pip3 install transformers accelerate
RUN git lfs install; git clone https://example.com/models/big /models
COPY serve.py .
EXPOSE 8080/tcp
ENTRYPOINT python3 serve.py
