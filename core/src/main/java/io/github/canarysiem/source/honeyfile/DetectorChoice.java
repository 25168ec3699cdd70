package io.github.canarysiem.source.honeyfile;

/** Which detector is to be used. */
enum DetectorChoice {
    /** The best one that passes its self-test, for each file system. */
    AUTO,
    FANOTIFY,
    INOTIFY,
    ATIME
}
