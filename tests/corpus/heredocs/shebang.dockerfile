FROM python:3.12
RUN <<EOF
#!/usr/bin/env python
for i in range(3):
    print(i)
EOF
