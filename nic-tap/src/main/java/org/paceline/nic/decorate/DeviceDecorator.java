package org.paceline.nic.decorate;

import java.nio.ByteBuffer;
import org.paceline.nic.DeviceCapabilities;
import org.paceline.nic.LineFacts;
import org.paceline.nic.TxCompletion;
import org.paceline.nic.WireDevice;

/**
 * A device that another one stands behind: all of it is that one's, until overridden.
 *
 * <p>Launch times and transmit stamps are not passed on. The former would let frames leave past {@link #send}, and the
 * latter number the frames that left, of which a decorator may have held some back; one for which neither matters says
 * so.
 */
abstract class DeviceDecorator implements WireDevice {
    final WireDevice inner;

    DeviceDecorator(WireDevice inner) {
        this.inner = inner;
    }

    @Override
    public DeviceCapabilities capabilities() {
        return inner.capabilities();
    }

    @Override
    public int receive(ByteBuffer frame) {
        return inner.receive(frame);
    }

    @Override
    public long arrivalNs() {
        return inner.arrivalNs();
    }

    @Override
    public boolean send(ByteBuffer frame, int lengthBytes) {
        return inner.send(frame, lengthBytes);
    }

    @Override
    public LineFacts line() {
        return inner.line();
    }

    @Override
    public String hardwareGap() {
        return inner.hardwareGap();
    }

    @Override
    public TxCompletion transmitted() {
        return inner.transmitted();
    }

    @Override
    public void awaitFrame(long timeoutNs) {
        inner.awaitFrame(timeoutNs);
    }

    @Override
    public void wakeUp() {
        inner.wakeUp();
    }

    @Override
    public void close() {
        inner.close();
    }
}
