FROM debian:bookworm-slim
RUN apt-get update \  
 && apt-get install -y git \	
 && rm -rf /var/lib/apt/lists/* \ 	  
 && git --version
USER nobody
