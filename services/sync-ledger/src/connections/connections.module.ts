import { Module } from '@nestjs/common';
import { Connections } from './connections.service';

@Module({ providers: [Connections], exports: [Connections] })
export class ConnectionsModule {}
