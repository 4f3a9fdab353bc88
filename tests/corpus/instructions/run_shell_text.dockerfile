FROM debian
RUN set -eux; apt-get update; apt-get install -y "curl=7.*" 'wget'; rm -rf /var/lib/apt/lists/*
RUN for i in 1 2 3; do echo "$i"; done
RUN if [ "$X" = y ]; then echo yes; else echo no; fi
RUN echo "a  b"   c    'd   e'
RUN printf '%s\n' "$(date)" `id -u` > /x 2>&1
RUN { echo a; echo b; } | tee /c
