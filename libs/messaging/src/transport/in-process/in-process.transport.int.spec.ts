import { createTestDatabase } from '@crossdock/platform/testing';
import { inProcessLab } from '../../testing/labs/in-process.lab';
import { describeTransport } from '../../testing/suite/describe-transport';

describeTransport('the in-process transport', inProcessLab, createTestDatabase);
