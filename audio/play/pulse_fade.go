//go:build (linux && !cgo) || freebsd

package play

import (
	"encoding/binary"
	"time"

	"github.com/jfreymuth/pulse/proto"
)

// fadeOut takes back what the server has not played yet, except for what it
// may play in the meantime, and sends it again faded into silence.
func (o *pulseOutput) fadeOut(h *history) error {
	var at proto.GetPlaybackLatencyReply
	if err := o.client.Request(&proto.GetPlaybackLatency{StreamIndex: o.stream}, &at); err != nil {
		return err
	}
	const meantime = 10 * time.Millisecond
	b := h.fadeOut(int(at.WriteIndex-at.ReadIndex)-bytesFor(meantime, o.rate), o.rate)
	if len(b) == 0 {
		return nil
	}
	return o.overwrite(b)
}

// overwrite sends bytes in the place of the last ones, by a packet of
// PulseAudio's native protocol whose offset counts from where writing stopped.
func (o *pulseOutput) overwrite(b []byte) error {
	const relative = 0
	packet := binary.BigEndian.AppendUint32(nil, uint32(len(b)))
	packet = binary.BigEndian.AppendUint32(packet, o.stream)
	packet = binary.BigEndian.AppendUint64(packet, uint64(-int64(len(b))))
	packet = binary.BigEndian.AppendUint32(packet, relative)
	_, err := o.conn.Write(append(packet, b...))
	return err
}
