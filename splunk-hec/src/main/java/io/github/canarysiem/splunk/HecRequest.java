package io.github.canarysiem.splunk;

import io.github.canarysiem.http.HttpCall;
import java.util.List;

/**
 * A part of a batch, ready to be sent.
 *
 * @param places of its incidents in the batch
 * @param call the request, compressed if it is to be
 */
record HecRequest(List<Integer> places, HttpCall call) {}
