FROM alpine
ENV A=1 B=2 C=3
ENV PATH=/opt/bin:$PATH
ENV EMPTY= ALSO="" LAST=''
ENV URL=http://host/?a=b&c=d
