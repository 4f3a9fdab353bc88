FROM python:3.12
RUN python3 <<EOF
import sys
print(sys.version)
EOF
RUN <<EOF bash -ex
echo one
EOF
RUN cat <<EOF | sort -u > /out
b
a
EOF
