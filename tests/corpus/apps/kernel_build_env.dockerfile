FROM archlinux:base-devel
RUN pacman -Syu --noconfirm bc cpio kmod libelf pahole python
RUN useradd -m builder && \
    echo 'builder ALL=(ALL) NOPASSWD: ALL' >> /etc/sudoers
USER builder
RUN git clone --depth 1 https://example.com/linux.git ~/linux \
    && cd ~/linux \
    && make defconfig \
    && make -j"$(nproc)"
